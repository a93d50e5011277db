/** A path of this site, or "/" for anything that would lead elsewhere. */
export const localPath = (path: string | undefined): string =>
  path?.startsWith("/") && !path.startsWith("//") && !path.includes("\\") ? path : "/";
