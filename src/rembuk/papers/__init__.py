"""Letters and forms out of a case: a typed record first, then its two printings, PDF for signing and DOCX for editing."""
