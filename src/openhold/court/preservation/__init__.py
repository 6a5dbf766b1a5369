"""Who must keep what and which destruction is suspended; and what a request for such an order lacked."""
