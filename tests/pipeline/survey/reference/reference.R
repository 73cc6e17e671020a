# The same estimates by R's survey package: levels, shares and the change, clustered on workplace.
#
#   Rscript reference.R > recorded.csv      (in this folder; a folder may be named instead)
#
# Debian: apt-get install r-base-core r-cran-survey. Recorded with survey 4.1.1.
suppressMessages(library(survey))

highest <- 5
given <- commandArgs(trailingOnly = TRUE)
folder <- if (length(given)) given[1] else "."

row <- function(data_set, quantity, estimate, se, interval) {
  data.frame(
    data_set = data_set, quantity = quantity, estimate = as.numeric(estimate),
    se = as.numeric(se), lower = as.numeric(interval[1]), upper = as.numeric(interval[2])
  )
}

# A share that is 0 or 1 has no logit; those are not compared.
share <- function(data_set, wave, design, category) {
  design <- update(design, chosen = as.numeric(answer == category))
  mean <- svymean(~chosen, design)
  if (coef(mean) %in% c(0, 1)) return(NULL)
  interval <- confint(svyciprop(~chosen, design, method = "logit", df = degf(design)))
  row(data_set, paste("share", wave, category, sep = "_"), coef(mean), SE(mean), interval)
}

of_wave <- function(data_set, answers, wave) {
  design <- svydesign(ids = ~workplace, weights = ~weight, data = answers[answers$wave == wave, ])
  mean <- svymean(~value, design)
  interval <- confint(mean, df = degf(design))
  rbind(
    row(data_set, paste("level", wave, sep = "_"), coef(mean), SE(mean), interval),
    do.call(rbind, lapply(1:highest, function(k) share(data_set, wave, design, k)))
  )
}

of_change <- function(data_set, answers) {
  design <- svydesign(ids = ~workplace, weights = ~weight, data = answers)
  fit <- svyglm(value ~ after, design)
  interval <- confint(fit, "after", ddf = degf(design))
  row(data_set, "change", coef(fit)["after"], SE(fit)["after"], interval)
}

of_data_set <- function(data_set) {
  answers <- read.csv(file.path(folder, paste0(data_set, ".csv")))
  answers <- answers[!is.na(answers$answer), ]
  answers$value <- (answers$answer - 1) * 100 / (highest - 1)
  answers$after <- as.numeric(answers$wave == "final")
  rbind(
    of_wave(data_set, answers, "baseline"), of_wave(data_set, answers, "final"),
    of_change(data_set, answers)
  )
}

recorded <- do.call(rbind, lapply(c("balanced", "few_clusters", "weighted"), of_data_set))
options(digits = 15)
write.csv(recorded, stdout(), row.names = FALSE, quote = FALSE)
