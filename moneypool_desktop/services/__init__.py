"""What the program can do: plain functions, one module per noun; a draft goes in, a row comes out."""
