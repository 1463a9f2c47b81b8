-- How the source and the terms of a layer are called in Vietnamese, where they are told in another language.

ALTER TABLE layers ADD COLUMN source_vi  TEXT;
ALTER TABLE layers ADD COLUMN licence_vi TEXT;
