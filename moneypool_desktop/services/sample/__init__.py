"""The sample chama: invented people and payments in a database of their own, for practice and demonstration."""
