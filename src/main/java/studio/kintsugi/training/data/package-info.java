/** Photos and pairs of photos as training data: folders, patches and batches. */
package studio.kintsugi.training.data;
