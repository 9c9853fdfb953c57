package dev.percorso.flow;

/**
 * What a push message says, as Liquid templates.
 *
 * @param body the text below the title; may be empty
 * @param url where a click leads; empty for the start of the site
 * @param icon address of a picture beside the words; empty for none
 */
public record PushContent(String title, String body, String url, String icon) implements MessageBody {}
