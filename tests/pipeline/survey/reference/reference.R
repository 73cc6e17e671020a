# The same estimates by R's survey package: delete-one-workplace jackknife (JK1) of levels, shares
# and the change, and a total of two municipalities.
#
#   Rscript reference.R > recorded.csv      (in this folder; a folder may be named instead)
#
# Debian: apt-get install r-base-core r-cran-survey. Recorded with survey 4.1.1.
suppressMessages(library(survey))

highest <- 5
given <- commandArgs(trailingOnly = TRUE)
folder <- if (length(given)) given[1] else "."

row <- function(data_set, quantity, estimate, se, df, interval) {
  data.frame(
    data_set = data_set, quantity = quantity, estimate = as.numeric(estimate),
    se = as.numeric(se), df = df,
    lower = as.numeric(interval[1]), upper = as.numeric(interval[2])
  )
}

jackknife <- function(answers) {
  as.svrepdesign(svydesign(ids = ~workplace, weights = ~weight, data = answers), type = "JK1")
}

# Each workplace's share of the weights, all workplaces of both waves in the same order.
share_of <- function(answers, workplaces) {
  weight <- tapply(answers$weight, factor(answers$workplace, workplaces), sum)
  weight[is.na(weight)] <- 0
  weight / sum(weight)
}

effective <- function(share) 1 / sum(share^2)

t_interval <- function(estimate, se, df) estimate + c(-1, 1) * qt(0.975, df) * se

# A share that is 0 or 1 has no logit; those are not compared.
share <- function(data_set, wave, design, category, df) {
  design <- update(design, chosen = as.numeric(answer == category))
  mean <- svymean(~chosen, design)
  p <- as.numeric(coef(mean))
  if (p %in% c(0, 1)) return(NULL)
  se <- as.numeric(SE(mean))
  interval <- plogis(t_interval(qlogis(p), se / (p * (1 - p)), df))
  row(data_set, paste("share", wave, category, sep = "_"), p, se, df, interval)
}

of_wave <- function(data_set, answers, wave) {
  answers <- answers[answers$wave == wave, ]
  design <- jackknife(answers)
  mean <- svymean(~value, design)
  df <- effective(share_of(answers, unique(answers$workplace))) - 1
  rbind(
    row(data_set, paste("level", wave, sep = "_"), coef(mean), SE(mean), df,
        confint(mean, df = df)),
    do.call(rbind, lapply(1:highest, function(k) share(data_set, wave, design, k, df)))
  )
}

change_of <- function(answers) {
  workplaces <- unique(answers$workplace)
  share <- sapply(c("baseline", "final"), function(wave) {
    share_of(answers[answers$wave == wave, ], workplaces)
  })
  fit <- svyglm(value ~ after, jackknife(answers))
  list(
    change = as.numeric(coef(fit)["after"]), se = as.numeric(SE(fit)["after"]),
    df = effective(rowMeans(share)) - 1
  )
}

of_change <- function(data_set, answers) {
  one <- change_of(answers)
  row(data_set, "change", one$change, one$se, one$df, t_interval(one$change, one$se, one$df))
}

answers_of <- function(data_set) {
  answers <- read.csv(file.path(folder, paste0(data_set, ".csv")))
  answers <- answers[!is.na(answers$answer), ]
  answers$value <- (answers$answer - 1) * 100 / (highest - 1)
  answers$after <- as.numeric(answers$wave == "final")
  answers
}

of_data_set <- function(data_set) {
  answers <- answers_of(data_set)
  rbind(
    of_wave(data_set, answers, "baseline"), of_wave(data_set, answers, "final"),
    of_change(data_set, answers)
  )
}

# Two data sets as the municipalities of an area, with weights 3 and 1.
of_area <- function() {
  parts <- lapply(c("balanced", "weighted"), function(one) change_of(answers_of(one)))
  weight <- c(0.75, 0.25)
  change <- sum(weight * sapply(parts, `[[`, "change"))
  terms <- weight^2 * sapply(parts, `[[`, "se")^2
  df <- sum(terms)^2 / sum(terms^2 / sapply(parts, `[[`, "df"))
  row("area", "change", change, sqrt(sum(terms)), df, t_interval(change, sqrt(sum(terms)), df))
}

recorded <- do.call(rbind, lapply(c("balanced", "few_clusters", "weighted"), of_data_set))
recorded <- rbind(recorded, of_area())
options(digits = 15)
write.csv(recorded, stdout(), row.names = FALSE, quote = FALSE)
