/**
 * CLIP: Learning Transferable Visual Models From Natural Language Supervision (Radford et al., arXiv 2103.00020).
 *
 * <p>{@link studio.kintsugi.models.clip.Clip} is OpenAI's model, {@link studio.kintsugi.models.clip.ClipTokenizer} its
 * tokenizer. {@link studio.kintsugi.models.clip.CompactClip} is the small model that ships, trained on pictures of
 * things that {@code training.picturetext} draws; {@link studio.kintsugi.models.clip.Vocabulary} is all it can read.
 */
package studio.kintsugi.models.clip;
