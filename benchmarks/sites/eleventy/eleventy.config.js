// The work of this project's build, for Eleventy; related posts are those with most tags in common.
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";

const PAGE = 20;

function slugify(name) {
  return name.toLowerCase().replaceAll(" ", "-");
}

function relatedTo(post, postsByTag) {
  const common = new Map();
  for (const tag of post.data.tags) {
    for (const other of postsByTag.get(tag)) {
      if (other !== post) common.set(other, (common.get(other) ?? 0) + 1);
    }
  }
  const best = [];
  for (const [other, count] of common) {
    if (best.length === 4 && count <= best[3].count) continue;
    best.push({ other, count });
    best.sort((a, b) => b.count - a.count);
    best.length = Math.min(best.length, 4);
  }
  return best.map(({ other }) => ({ url: other.url, title: other.data.title }));
}

function groupBy(posts, names) {
  const groups = new Map();
  for (const post of posts) {
    for (const name of names(post)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(post);
    }
  }
  return groups;
}

function pagesOf(url, title, posts) {
  const pages = [];
  for (let start = 0; start < posts.length; start += PAGE) {
    const number = start / PAGE + 1;
    pages.push({
      url: number === 1 ? url : `${url}page/${number}/`,
      title,
      posts: posts.slice(start, start + PAGE),
      newer: number === 1 ? "" : number === 2 ? url : `${url}page/${number - 1}/`,
      older: start + PAGE < posts.length ? `${url}page/${number + 1}/` : "",
    });
  }
  return pages;
}

export default function (config) {
  config.addPlugin(highlight);
  config.addPassthroughCopy("images");
  config.addFilter("isoDate", (date) => date.toISOString());
  config.addFilter("longDate", (date) => date.toISOString().slice(0, 10));
  config.addFilter("slugify", slugify);
  const newest = (api) => api.getFilteredByGlob("posts/**/*.md").reverse();
  config.addCollection("newest", newest);
  config.addCollection("lists", (api) => {
    const posts = newest(api);
    const lists = pagesOf("/", "Home", posts);
    const taxonomies = {
      tags: (post) => post.data.tags,
      categories: (post) => post.data.categories,
      authors: (post) => post.data.authors,
    };
    for (const [taxonomy, names] of Object.entries(taxonomies)) {
      for (const [name, group] of groupBy(posts, names)) {
        lists.push(...pagesOf(`/${taxonomy}/${slugify(name)}/`, name, group));
      }
    }
    return lists;
  });
  config.addCollection("terms", (api) => {
    const posts = newest(api);
    return ["tags", "categories", "authors"].map((taxonomy) => ({
      url: `/${taxonomy}/`,
      title: taxonomy,
      names: [...groupBy(posts, (post) => post.data[taxonomy])].map(([name, group]) => ({
        name,
        url: `/${taxonomy}/${slugify(name)}/`,
        count: group.length,
      })),
    }));
  });
  config.addCollection("related", (api) => {
    const posts = newest(api);
    const postsByTag = groupBy(posts, (post) => post.data.tags);
    const related = Object.fromEntries(posts.map((post) => [post.url, relatedTo(post, postsByTag)]));
    return [related];
  });
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
