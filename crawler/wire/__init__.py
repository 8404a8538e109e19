"""Next to the network: what goes over it is kept, counted, and refused where it breaks off."""
