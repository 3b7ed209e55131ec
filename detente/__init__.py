"""detente: a ledger of crisis diplomacy, each row cited to the words it rests on."""
