"""What people do with physical things and paper: name one, hand it over and confirm that, look at it, seal it."""
