/** A module of its own, so that what makes one of a CommonJS file is loaded with it only. */
export { default } from 'webextension-polyfill/dist/browser-polyfill.js';
