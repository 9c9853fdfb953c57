package dev.percorso.flow;

/** What a step says to the person, by the channel it goes out on. */
public sealed interface MessageBody permits EmailContent, PushContent, SmsContent {}
