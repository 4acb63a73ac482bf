/** Bytes in MB, as people read them. */
export const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
