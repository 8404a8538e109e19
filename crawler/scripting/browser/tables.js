// Tables that a library loads by itself: DataTables, bootstrap-table, layui's, easyui's and
// jqGrid's, jsGrid, ag-Grid. Each sends its own fields for a page of rows, calls what it is told
// with a row for each cell, and asks for the page after this one where somebody turns to it.
const TABLE_PAGES = 3; // that are asked for, which tells what grows from one to the next
const optionIn = (options, ...names) =>
  names.map((name) => options[name]).find((value) => value !== undefined && value !== null);
const isWork = (value) => isFunction(value) && !isAnswer(value) && !unknowns.has(value);
// An option may name a function of the page: data-formatter="linked".
const workOf = (value) => (isText(value) && isWork(G[value]) ? G[value] : isWork(value) ? value : null);
// The first of an answer's rows, or of what a script has made of them.
const rowOf = (rows) =>
  isAnswer(rows)
    ? rows[0]
    : isList(rows) && rows.length
      ? rows[0]
      : isPlain(rows)
        ? rowOf(optionIn(rows, "data", "rows", "aaData", "list", "records") ?? answer([]))
        : answer([]);
const cellOf = (row, name) =>
  isText(name) ? name.split(".").reduce((value, key) => (value ? value[key] : value), row) : row;
function shownIn(value) {
  if (value && value.__html) write(value.__html);
  else if (isText(value) && !/^#[\w-]+$/.test(value)) write(value);
}
// `asks`: asks for a page by its number; `isPaged`: its server has them.
function paged(asks, isPaged) {
  asks(1);
  if (isPaged) turners.push({ from: 1, current: undefined, pages: TABLE_PAGES, work: asks });
}
// --- DataTables ----------------------------------------------------------------------------------
// Its versions before 1.10 name the same in other ways: sAjaxSource, aoColumns, mRender.
function dataTable(options) {
  const ajaxed = optionIn(options, "ajax", "sAjaxSource");
  const told = isPlain(ajaxed) ? ajaxed : { url: ajaxed };
  const isPaged = !!optionIn(options, "serverSide", "bServerSide");
  const columns = optionIn(options, "columns", "aoColumns") || [];
  const defined = optionIn(options, "columnDefs", "aoColumnDefs") || [];
  const show = (given) => {
    const source = told.dataSrc;
    const rows = isWork(source) ? attempt(() => source(given)) : given;
    const row = rowOf(rows);
    const cells = (isList(columns) ? columns : []).concat(
      (isList(defined) ? defined : []).map((each) => ({
        data: dataOf((columns[[each.targets, each.aTargets].flat()[0]] || {})),
        ...each,
      })),
    );
    for (const column of cells.filter(isPlain)) dataCell(column, row);
    for (const work of [
      ...["createdRow", "fnCreatedRow", "rowCallback", "fnRowCallback"].map((name) => options[name]),
    ].filter(isWork))
      attempt(() => work(element({ tag: "tr", made: true }), row, 0));
    for (const work of ["initComplete", "fnInitComplete", "drawCallback", "fnDrawCallback"])
      if (isWork(options[work])) attempt(() => options[work](unknown("settings"), given));
  };
  const size = optionIn(options, "pageLength", "iDisplayLength") || 10;
  const asks = (number) => {
    const sent = isPaged ? sentByDataTable(options, columns, number, size) : {};
    if (isWork(options.fnServerData))
      options.fnServerData(told.url, pairsIn(sent), show, unknown("settings"));
    else if (isWork(ajaxed)) ajaxed(sent, show, unknown("settings"));
    else if (isText(told.url)) ajax({ ...told, data: dataSent(told.data, sent), success: show });
  };
  paged(asks, isPaged);
}
const dataOf = (column) => optionIn(column, "data", "mData", "mDataProp");
function dataCell(column, row) {
  const source = dataOf(column);
  const value = isWork(source) ? attempt(() => source(row, "display")) : cellOf(row, source);
  const render = optionIn(column, "render", "mRender");
  const work = isPlain(render) ? render.display : render;
  const meta = { row: 0, col: 0, settings: unknown("settings") };
  if (isWork(work)) shownIn(attempt(() => work(value, "display", row, meta)));
  else if (isWork(source)) shownIn(value);
  for (const created of [column.createdCell, column.fnCreatedCell].filter(isWork))
    attempt(() => created(element({ tag: "td", made: true }), value, row, 0, 0));
}
function sentByDataTable(options, columns, number, size) {
  const start = (number - 1) * size;
  if (options.sAjaxSource !== undefined || options.bServerSide !== undefined)
    return { sEcho: number, iColumns: columns.length, iDisplayStart: start, iDisplayLength: size };
  const search = { value: "", regex: false };
  const told = (isList(columns) ? columns : []).map((column) => ({
    data: isText(column.data) ? column.data : "",
    name: asText(column.name),
    searchable: column.searchable !== false,
    orderable: column.orderable !== false,
    search,
  }));
  const [first] = optionIn(options, "order", "aaSorting") || [[0, "asc"]];
  const order = options.ordering === false || !first ? {} : { order: [{ column: first[0], dir: first[1] }] };
  return { draw: number, columns: told, ...order, start, length: size, search };
}
const pairsIn = (fields) => Object.entries(fields).map(([name, value]) => ({ name, value }));
// What is sent beside a table's own fields: more fields, or what a function makes of them.
function dataSent(data, sent) {
  if (!isWork(data)) return { ...sent, ...(isPlain(data) ? data : {}) };
  const made = attempt(() => data(sent));
  return made === undefined ? sent : made;
}
// --- bootstrap-table -------------------------------------------------------------------------------
function bootstrapTable(options, table) {
  const side = options.sidePagination || (workOf(options.queryParams) ? "server" : "client");
  const isPaged = side === "server";
  const size = Number(options.pageSize) || 10;
  const method = asText(options.method || "get").toUpperCase();
  const columns = columnsOf(options.columns, table);
  const show = (given) => {
    const handle = workOf(options.responseHandler);
    const rows = handle ? attempt(() => handle(given)) : given;
    const row = rowOf(rows);
    for (const { field, formatter } of columns) {
      const work = workOf(formatter);
      if (work) shownIn(attempt(() => work(cellOf(row, field), row, 0, field)));
    }
    if (isWork(options.onLoadSuccess)) attempt(() => options.onLoadSuccess(rows));
  };
  const asks = (number) => {
    const own = sentByBootstrapTable(options, number, size, isPaged);
    const query = workOf(options.queryParams);
    const data = (query && attempt(() => query(own))) || own;
    const json = /json/i.test(asText(options.contentType || "application/json"));
    const told = { type: method, url: options.url, data, success: show };
    if (workOf(options.ajax)) workOf(options.ajax)(told);
    else if (isText(options.url))
      ask(options.url, method, data, json && method !== "GET", [show], [], options.ajaxOptions?.headers);
  };
  paged(asks, isPaged);
}
function sentByBootstrapTable(options, number, size, isPaged) {
  if (!isPaged) return {};
  if (optionIn(options, "queryParamsType") === undefined || options.queryParamsType === "limit")
    return { offset: (number - 1) * size, limit: size, order: "asc" };
  return { pageSize: size, pageNumber: number, sortOrder: "asc" };
}
// The columns of a table, or those that its own headings are: <th data-field="bt" data-formatter="to">.
function columnsOf(columns, table) {
  const told = [columns].flat(3).filter(isPlain);
  const at = table && table.__info && table.__info.at;
  if (told.length || at === undefined) return told;
  return selected("\0in " + at + " th[data-field]").map(({ attributes }) => ({
    field: attributes["data-field"],
    formatter: attributes["data-formatter"],
  }));
}
// --- layui, easyui, jqGrid -------------------------------------------------------------------------
function layuiTable(options) {
  if (!isText(options.url)) return plugin(options);
  const { pageName = "page", limitName = "limit" } = options.request || {};
  const size = (isPlain(options.page) && options.page.limit) || options.limit || 10;
  const cells = [options.cols].flat(3).filter(isPlain);
  const show = (given) => {
    const made = isWork(options.parseData) ? attempt(() => options.parseData(given)) : given;
    const row = rowOf(made);
    for (const { templet, toolbar } of cells)
      if (isWork(templet)) shownIn(attempt(() => templet(row)));
      else if (isText(templet || toolbar)) rendered(templet || toolbar);
    if (isWork(options.done)) attempt(() => options.done(given, 1, 1));
  };
  const asks = (number) =>
    ask(
      options.url,
      options.method || "GET",
      { [pageName]: number, [limitName]: size, ...plainFields(options.where) },
      /json/i.test(asText(options.contentType)),
      [show],
      [],
      options.headers,
    );
  paged(asks, !!options.page);
}
function easyGrid(options, table) {
  const size = options.pageSize || 10;
  const columns = [options.columns, options.frozenColumns].flat(4).filter(isPlain);
  const show = (given) => {
    const made = isWork(options.loadFilter) ? attempt(() => options.loadFilter(given)) : given;
    const row = rowOf(made);
    for (const { field, formatter } of columns)
      if (workOf(formatter)) shownIn(attempt(() => workOf(formatter)(cellOf(row, field), row, 0)));
    if (isWork(options.onLoadSuccess)) attempt(() => options.onLoadSuccess(made));
  };
  const asks = (number) => {
    const pages = options.pagination ? { page: number, rows: size } : {};
    const data = { ...plainFields(options.queryParams), ...pages };
    if (isWork(options.loader)) options.loader.call(table, data, show, unknown("error"));
    else if (isText(options.url)) ask(options.url, options.method || "POST", data, false, [show]);
  };
  paged(asks, !!options.pagination);
}
function jqGrid(options) {
  const names = { page: "page", rows: "rows", sort: "sidx", order: "sord", search: "_search" };
  Object.assign(names, options.prmNames);
  const asks = (number) => {
    const own = { search: false, rows: options.rowNum || 20, page: number };
    own.sort = asText(options.sortname);
    own.order = asText(options.sortorder || "asc");
    const named = Object.entries(own).filter(([kind]) => names[kind]);
    const sent = Object.fromEntries(named.map(([kind, value]) => [names[kind], value]));
    const data = { ...sent, ...plainFields(options.postData) };
    ask(options.url, options.mtype || "GET", data, false, [show]);
  };
  const show = (given) => {
    const row = rowOf(given);
    for (const { name, formatter } of [options.colModel].flat().filter(isPlain))
      if (isWork(formatter)) shownIn(attempt(() => formatter(cellOf(row, name), { rowId: 1 }, row)));
    for (const work of [options.loadComplete, options.gridComplete])
      if (isWork(work)) attempt(() => work(given));
  };
  if (isText(options.url) && options.datatype !== "local") paged(asks, true);
}
// --- jsGrid, ag-Grid: a function of the page asks, and is told where the rows go -------------------
function jsGrid(options) {
  const { loadData } = options.controller || {};
  const fields = [options.fields].flat().filter(isPlain);
  const show = (given) => {
    const row = rowOf(given);
    for (const { name, itemTemplate } of fields)
      if (isWork(itemTemplate)) shownIn(attempt(() => itemTemplate(cellOf(row, name), row)));
  };
  const asks = (number) => {
    const filter = options.pageLoading ? { pageIndex: number, pageSize: options.pageSize || 20 } : {};
    const made = attempt(() => loadData.call(options.controller, filter));
    if (made && isFunction(made.then)) made.then(show);
  };
  if (isWork(loadData)) paged(asks, !!options.pageLoading);
}
function agGrid(options) {
  const size = options.cacheBlockSize || options.paginationPageSize || 100;
  const show = (rows) => {
    const row = rowOf(rows);
    for (const { field, cellRenderer } of [options.columnDefs].flat(2).filter(isPlain))
      if (isWork(cellRenderer))
        shownIn(attempt(() => cellRenderer({ value: cellOf(row, field), data: row, rowIndex: 0 })));
  };
  const asked = (source) => {
    if (!source || !isWork(source.getRows)) return;
    const asks = (number) => {
      const [startRow, endRow] = [(number - 1) * size, number * size];
      const told = { startRow, endRow, request: { startRow, endRow } };
      told.successCallback = show;
      told.success = (given) => show(given && given.rowData);
      source.getRows({ ...told, failCallback() {}, fail() {} });
    };
    paged(asks, true);
  };
  const rest = unknown("api");
  const api = { setRowData: show, setDatasource: asked, setServerSideDatasource: asked };
  api.setGridOption = (name, value) => (name === "rowData" ? show(value) : asked(value));
  options.api = new Proxy(api, { get: (own, key) => (key in own ? own[key] : rest[key]) });
  asked(options.datasource || options.serverSideDatasource);
  return options.api;
}
const TABLES = {
  datatable: dataTable,
  bootstraptable: bootstrapTable,
  datagrid: easyGrid,
  treegrid: easyGrid,
  jqgrid: jqGrid,
  jsgrid: jsGrid,
};
// A table by the name of what is called, with its options.
function tabled(name, given, self) {
  if (/\bagGrid\.(?:Grid|createGrid)$/.test(name)) return agGrid(given.find(isPlain) || {});
  const own = name.split(".").pop().toLowerCase();
  const options = given.find(isPlain);
  if (!Object.hasOwn(TABLES, own) || !options) return undefined;
  attempt(() => TABLES[own](options, self && self.jquery ? self[0] : undefined));
  return self;
}
// Tables whose markup alone tells: data-toggle="table" data-url="…", class="easyui-datagrid".
function tablesOfPage() {
  for (const info of selected("table[data-toggle=table]").slice(0, MOST.menus)) {
    const told = Object.entries(info.attributes)
      .filter(([name]) => name.startsWith("data-"))
      .map(([name, value]) => [name.slice(5).replace(/-(\w)/g, (_, a) => a.toUpperCase()), value]);
    bootstrapTable(Object.fromEntries(told), element(info));
  }
  for (const info of selected(".easyui-datagrid").slice(0, MOST.menus)) {
    const { "data-options": code = "", url } = info.attributes;
    const options = attempt(() => new Function("return {" + code + "}")()) || {};
    const columns = selected("\0in " + info.at + " th").map(({ attributes }) => ({
      field: attributes.field,
      ...attempt(() => new Function("return {" + (attributes["data-options"] || "") + "}")()),
    }));
    easyGrid({ url, columns, ...options });
  }
}
