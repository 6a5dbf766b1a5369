"""Who and where: the caption of a paper, in one column or two, and what an appeal says of the court below."""
