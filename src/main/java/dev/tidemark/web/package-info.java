/**
 * What all pages share: navigation, error pages, problem details. Never calls the cloud.
 */
@NullMarked
package dev.tidemark.web;

import org.jspecify.annotations.NullMarked;
