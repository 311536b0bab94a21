/** A separate module, so that the wrapper for CommonJS is loaded only with this file. */
export { default } from 'webextension-polyfill/dist/browser-polyfill.js';
