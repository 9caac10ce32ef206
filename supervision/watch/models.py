"""监测: what the data of the desks reveal of banned conduct."""
