/**
 * Work on open pictures that is in no file of the user's yet, kept so that it survives the end of the program, however
 * that comes. A {@link studio.kintsugi.service.session.Session} is the folder of one running program; in it each open
 * picture has a folder of its own, a {@link studio.kintsugi.service.session.KeptWork}: {@code work.json} says what it
 * is and which steps were done ({@link studio.kintsugi.service.session.WorkState}), and each result lies beside it.
 *
 * <pre>{@code
 * KeptWork kept = session.keep();
 * kept.putResult(steps, result);        // first the pixels,
 * kept.write(state);                    // then the history that needs them
 * List<LeftWork> left = later.left();   // another program, after the first was killed
 * }</pre>
 *
 * Only whole files are ever seen. Files are written and read off the window's thread.
 */
package studio.kintsugi.service.session;
