/**
 * Dreaming as a service: {@link studio.kintsugi.service.dream.Guides} finds the picture-text models, {@link
 * studio.kintsugi.service.dream.DreamRun} spends a time budget on a prompt, {@link
 * studio.kintsugi.service.dream.DreamFolder} keeps what came of it.
 */
package studio.kintsugi.service.dream;
