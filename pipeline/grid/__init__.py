"""Operations on the codebook: seen before they are made, undone to the byte, and remembered."""
