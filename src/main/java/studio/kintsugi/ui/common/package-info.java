/** What all parts of the window share: small controls, texts from the message bundle, and background tasks. */
package studio.kintsugi.ui.common;
