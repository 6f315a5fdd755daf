/**
 * What a batch has done, kept beside its results: {@link studio.kintsugi.service.batch.journal.Journal} is a file of
 * JSON lines, one {@link studio.kintsugi.service.batch.journal.JournalEntry} for each picture that was done or failed.
 * A result is entered before it takes its place, so that whatever stands in a folder is in its journal, and an entry
 * counts only while the result it speaks of is there.
 */
package studio.kintsugi.service.batch.journal;
