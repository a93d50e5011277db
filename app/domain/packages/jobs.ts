/** What this area leaves in the outbox, and the job that imports an upload once it is whole. */
export const uploadComplete = "packages.upload-complete";

export const importUploadJob = {
  name: "packages.import-upload",
  topics: [uploadComplete],
} as const;
