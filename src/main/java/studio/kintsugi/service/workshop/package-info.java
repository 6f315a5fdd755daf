/**
 * Models made on the user's own machine while the window is open: a {@link
 * studio.kintsugi.service.workshop.Workshop} teaches a model by example or makes a faster variant of it, one at a time
 * on a thread of its own, and puts what came of it into the store. The methods are {@code training}'s.
 */
package studio.kintsugi.service.workshop;
