"""The file: building, deciding, opening, copying, publishing, and what it says about itself."""
