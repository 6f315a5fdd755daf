/**
 * Dreaming as a service: {@link studio.kintsugi.service.dream.Guides} finds the picture-text models, {@link
 * studio.kintsugi.service.dream.DreamRun} spends a time budget on a prompt or a part of it, {@link
 * studio.kintsugi.service.dream.Sketches} tries several seeds, {@link
 * studio.kintsugi.service.dream.Repertoire} says what a model can be told, {@link
 * studio.kintsugi.service.dream.DreamFolder} keeps what came of it, {@link
 * studio.kintsugi.service.dream.DreamJudge} has it judged.
 */
package studio.kintsugi.service.dream;
