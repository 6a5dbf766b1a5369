"""What a paper is and whose: its type, title, judge, days and own number."""
