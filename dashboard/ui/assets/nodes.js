// Nodes of a page; what there is not, a condition left false, takes no place.
const make = (name, className, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
};
