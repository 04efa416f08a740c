/** Whether an engine works with this computer's own files and ports: behind a socket or a pipe of it. */
export const isLocal = (endpoint: string | undefined): boolean => /^(unix|npipe):/.test(endpoint ?? '')
