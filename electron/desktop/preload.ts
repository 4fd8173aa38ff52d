import { contextBridge, ipcRenderer, webUtils } from 'electron';

/**
 * All that the page gets from outside its sandbox: a port to the backend, and a way to hand over a
 * file that the user dropped or chose. The page never sees a path; only a real `File` yields one.
 */
contextBridge.exposeInMainWorld('headroom', {
  stageFile: (file: File): Promise<string> => ipcRenderer.invoke('stage-file', webUtils.getPathForFile(file)),
});

ipcRenderer.on('backend-port', (event) => {
  window.postMessage('headroom:backend-port', window.location.origin, [...event.ports]);
});
