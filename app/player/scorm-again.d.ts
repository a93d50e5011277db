// The library's types name default exports; what it ships has named ones.
type ScormApi = {
  loadFromFlattenedJSON(values: Record<string, string>, element?: string): void;
  renderCommitCMI(terminate: boolean): unknown;
  on(event: string, callback: (element?: unknown, value?: unknown) => void): void;
  isNotInitialized(): boolean;
  isInitialized(): boolean;
  lastErrorCode: string;
};

type Scorm12Child = Record<string, unknown> & { score?: { max: string } };
type Scorm12Api = ScormApi & {
  LMSInitialize(parameter: string): string;
  LMSFinish(parameter: string): string;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): string;
  LMSGetErrorString(code: string): string;
  LMSGetDiagnostic(code: string): string;
  setCMIValue(element: string, value: string): string;
  getChildElement(element: string, value: string, isInside: boolean): Scorm12Child | null;
  cmi: { comments: string; core: { score: { max: string } } };
};

type Scorm2004Api = ScormApi & {
  Initialize(parameter: string): string;
  Terminate(parameter: string): string;
  GetValue(element: string): string;
  SetValue(element: string, value: string): string;
  Commit(parameter: string): string;
  GetLastError(): string;
  GetErrorString(code: string): string;
  GetDiagnostic(code: string): string;
  isTerminated(): boolean;
  adl: {
    configureSharedDataMaps(
      maps: { targetID: string; readSharedData: boolean; writeSharedData: boolean }[],
    ): void;
    captureWritableSharedDataSnapshot(): Record<string, string>;
  };
  restoreSharedDataSnapshot(snapshot: Record<string, string>): void;
};

declare module "scorm-again/scorm12/min" {
  export const Scorm12API: new (settings: Record<string, unknown>) => Scorm12Api;
  export type Scorm12API = Scorm12Api;
}

declare module "scorm-again/scorm2004/min" {
  export const Scorm2004API: new (settings: Record<string, unknown>) => Scorm2004Api;
  export type Scorm2004API = Scorm2004Api;
}
