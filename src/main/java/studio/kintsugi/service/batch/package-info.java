/**
 * The same done to many pictures. A {@link studio.kintsugi.service.batch.PictureTool} is what is done, as the {@link
 * studio.kintsugi.service.batch.RecipeTool} does the steps of a recipe. {@link
 * studio.kintsugi.service.batch.PictureWork} takes one picture from its file to its result, in three parts that may run
 * on threads of their own; {@link studio.kintsugi.service.batch.BatchRun} runs them beside one another, so that the
 * network need not wait for files. Where results go is planned before, by {@code plan}; what was done is kept in a
 * {@code journal}.
 */
package studio.kintsugi.service.batch;
