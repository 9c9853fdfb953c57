-- Comments are about maps and flows now; a part is a card of the one or a step of the other.
ALTER TABLE map_comment RENAME TO document_comment;
ALTER TABLE document_comment RENAME COLUMN map TO document;
ALTER TABLE document_comment RENAME COLUMN card TO part;
ALTER TABLE document_comment ADD COLUMN author_id TEXT NOT NULL DEFAULT '';
