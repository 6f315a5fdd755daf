/** CLIP: Learning Transferable Visual Models From Natural Language Supervision (Radford et al., arXiv 2103.00020). */
package studio.kintsugi.models.clip;
