"""The words of the domain: plain frozen data and their own arithmetic."""
