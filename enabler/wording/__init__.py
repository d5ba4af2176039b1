"""How dates, numbers, names and nights are said, on page and paper. Pure: values in, words out."""
