"""Fields other than the body: the headline, keywords, outlets and the breadcrumb."""
