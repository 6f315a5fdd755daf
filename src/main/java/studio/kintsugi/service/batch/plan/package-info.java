/**
 * What a batch will read and where its results go, looked at before any work: {@link
 * studio.kintsugi.service.batch.plan.PictureInputs} finds the pictures, and {@link
 * studio.kintsugi.service.batch.plan.OutputPlan} gives each result its place, or says what stands against it.
 */
package studio.kintsugi.service.batch.plan;
