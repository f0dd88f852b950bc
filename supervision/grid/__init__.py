"""Who is on duty where: staff, laboratories, the registers of whom is supervised, township reports, 五个一."""
