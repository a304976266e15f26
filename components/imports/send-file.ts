import { Refused } from '#components/imports/read-progress.ts';

/** Sends a file as it is and gives the number of the import it became; `onProgress` is the share that has left, 0 to 1. */
export function sendFile(address: string, file: File, onProgress: (share: number) => void): Promise<{ import: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.toWellFormed()));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(file.size === 0 ? 1 : event.loaded / file.size);
    request.onload = () => {
      if (request.status === 201) resolve(request.response);
      else reject(new Refused(request.response?.error?.code ?? 'internal', request.response?.error?.message ?? ''));
    };
    request.onerror = () => reject(new Refused('network', ''));
    request.send(file);
  });
}
