// The library's types name default exports; what it ships has named ones.
type ScormApi = {
  loadFromFlattenedJSON(values: Record<string, string>, element?: string): void;
  renderCommitCMI(terminate: boolean): unknown;
  on(event: string, callback: (element?: unknown, value?: unknown) => void): void;
  isNotInitialized(): boolean;
};

declare module "scorm-again/scorm12/min" {
  export const Scorm12API: new (settings: Record<string, unknown>) => ScormApi;
  export type Scorm12API = ScormApi;
}

declare module "scorm-again/scorm2004/min" {
  export const Scorm2004API: new (settings: Record<string, unknown>) => ScormApi;
  export type Scorm2004API = ScormApi;
}
