/**
 * Training pictures: folders of photos ({@link studio.kintsugi.training.data.PhotoFolder}) and of before/after pairs
 * ({@link studio.kintsugi.training.data.PairFolder}), each divided into training and validation; square patches cut
 * from them ({@link studio.kintsugi.training.data.PhotoSet}, {@link studio.kintsugi.training.data.Patch}); and the
 * tensors of a step ({@link studio.kintsugi.training.data.Batch}).
 */
package studio.kintsugi.training.data;
