/**
 * Dreaming as a service (Dream Fields, arXiv 2112.01455): a prompt becomes a field.
 *
 * <p>{@link studio.kintsugi.service.dream.DreamService} begins dreams, variations and fits to views as jobs on the
 * thread {@code dream}, which renders with helper threads of its own. There {@link
 * studio.kintsugi.service.dream.GuidanceModels} opens the picture-text models, {@link
 * studio.kintsugi.service.dream.DreamRun} spends a budget of steps and time on a prompt or a part of it, and {@link
 * studio.kintsugi.service.dream.DreamVariations} tries several seeds; between two steps they ask whether to pause or to
 * stop. {@link studio.kintsugi.service.dream.GuidanceVocabulary} says which words a model understands, {@link
 * studio.kintsugi.service.dream.DreamFolder} keeps the result and {@link
 * studio.kintsugi.service.dream.DreamCheckpoint} what is needed to resume. {@link
 * studio.kintsugi.service.dream.DreamJudge} measures CLIP R-precision (section 4.1).
 */
package studio.kintsugi.service.dream;
