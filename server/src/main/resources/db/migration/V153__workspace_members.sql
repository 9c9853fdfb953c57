-- Who may enter which workspace. A user with everywhere = 1 enters all, with the role of the account, as an administrator
-- always does; others enter those listed here, with the role given there.
ALTER TABLE user_account ADD COLUMN everywhere INTEGER NOT NULL DEFAULT 1;

CREATE TABLE workspace_member (
  user_id   TEXT NOT NULL REFERENCES user_account (id),
  workspace TEXT NOT NULL REFERENCES workspace (id),
  role      TEXT NOT NULL,
  PRIMARY KEY (user_id, workspace)
) STRICT, WITHOUT ROWID;
