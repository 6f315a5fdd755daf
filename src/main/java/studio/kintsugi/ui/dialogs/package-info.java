/** What the user is asked in dialogs of the system: files, folders, yes or no. */
package studio.kintsugi.ui.dialogs;
