/**
 * Dreaming as a service: {@link studio.kintsugi.service.dream.GuidanceModels} finds the picture-text models, {@link
 * studio.kintsugi.service.dream.DreamRun} spends a time budget on a prompt or a part of it, {@link
 * studio.kintsugi.service.dream.DreamVariations} tries several seeds, {@link
 * studio.kintsugi.service.dream.GuidanceVocabulary} says which words a model knows, {@link
 * studio.kintsugi.service.dream.DreamFolder} keeps the results, {@link studio.kintsugi.service.dream.DreamJudge} ranks
 * each dream's prompt among others.
 */
package studio.kintsugi.service.dream;
