"""Every sentence a person reads, by area: small functions, plain text in, escaped by the channel."""
