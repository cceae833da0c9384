"""Reading the files a group keeps: bytes in, a plan out, nothing written."""
