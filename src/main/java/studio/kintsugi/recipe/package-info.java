/**
 * What was done to a picture, as data: steps with their tools, models and settings, and the recipe that is embedded in
 * the saved file so that it can be read, and done again, years later.
 */
package studio.kintsugi.recipe;
