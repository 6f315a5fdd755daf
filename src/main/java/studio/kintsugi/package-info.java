/**
 * The application; {@code src/docs/architecture.md} shows its layers. Here stands only {@link
 * studio.kintsugi.KintsugiException}, the error that a user can cause and whose message is a sentence for the user.
 */
package studio.kintsugi;
